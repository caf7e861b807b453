
// A line is a code, a colon and JSON: 0 is text, g reasoning, 3 an error, d the end.
private void read(BufferedReader reader) throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("0:")) onData(line.substring(2));
    }
}
