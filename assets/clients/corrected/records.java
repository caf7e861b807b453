
// A record is whole when its last brace closes: a line end comes before it, after it or, with an error, not at all. //? ndjson
// An object of the array is whole when its last brace closes, long before the array is. //? json-array
private void read(BufferedReader reader) throws IOException {
    StringBuilder record = new StringBuilder();
    int depth = 0; // its open braces
    boolean inString = false;
    boolean escaped = false;
    for (int c = reader.read(); c >= 0; c = reader.read()) {
        if (c == '\n') { // no record goes over a line end: one that broke off is given up //? ndjson
            record.setLength(0); //? ndjson
            depth = 0; //? ndjson
            inString = escaped = false; //? ndjson
        } //? ndjson
        if (depth == 0 && c != '{') continue; // what lies between records
        record.append((char) c);
        if (escaped) escaped = false;
        else if (c == '\\') escaped = inString;
        else if (c == '"') inString = !inString;
        else if (inString) continue; // a brace in a string is text
        else if (c == '{') depth++;
        else if (c == '}' && --depth == 0) {
            onData(record.toString());
            record.setLength(0);
        }
    }
}
