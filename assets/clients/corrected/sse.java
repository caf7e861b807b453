
// An event is its lines "data: …" and an empty line. readLine() ends a line at LF, CR LF or CR, and knows a CR LF that was cut.
private void read(BufferedReader reader) {
    List<String> data = new ArrayList<>();
    String name = ""; //? event
    for (String line = nextLine(reader); line != null; line = nextLine(reader)) {
        if (line.startsWith("data:")) {
            data.add(line.startsWith("data: ") ? line.substring(6) : line.substring(5)); // the blank may be missing
        } else if (line.startsWith("event:")) { //? event
            name = line.substring(6).trim(); //? event
        } else if (line.isEmpty()) {
            if (!data.isEmpty()) onData(String.join("\n", data)); //? !event
            boolean hasText = __EVENT__; //? event
            if (!data.isEmpty() && hasText) onData(String.join("\n", data)); //? event
            data.clear();
            name = ""; //? event
        } // what is left holds no text: comments (": keep-alive"), id:, retry:
    }
    if (!data.isEmpty()) onData(String.join("\n", data)); // the last event may lack its empty line //? !event
    // The last event may lack its empty line. //? event
    if (!data.isEmpty() && __EVENT__) onData(String.join("\n", data)); //? event
}
//+ next-line
