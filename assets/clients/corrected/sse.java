
// Server-sent events: an event is its lines "data: …" and an empty line.
// readLine() ends a line at LF, CR LF or CR, and knows a CR LF that was cut.
private void read(BufferedReader reader) throws IOException {
    List<String> data = new ArrayList<>();
    String name = ""; //? event
    try {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("data:")) {
                data.add(line.startsWith("data: ") ? line.substring(6) : line.substring(5)); // the blank may be missing
            } else if (line.startsWith("event:")) { //? event
                name = line.substring(6).trim(); //? event
            } else if (line.isEmpty()) {
                boolean wanted = __EVENT__; //? event
                if (!data.isEmpty() && wanted) onData(String.join("\n", data)); //? event
                if (!data.isEmpty()) onData(String.join("\n", data)); //? !event
                data.clear();
                name = ""; //? event
            } // all else holds no text: comments (": keep-alive"), event:, id:, retry: //? !event
            } // all else holds no text: comments (": keep-alive"), id:, retry: //? event
        }
    } finally { // the last event may lack its empty line
        boolean wanted = __EVENT__; //? event
        if (!data.isEmpty() && wanted) onData(String.join("\n", data)); //? event
        if (!data.isEmpty()) onData(String.join("\n", data)); //? !event
    }
}
