
// A line is a code, a colon and JSON.
private void read(BufferedReader reader) {
    for (String line = nextLine(reader); line != null; line = nextLine(reader)) {
        if (line.startsWith("0:")) onData(line.substring(2)); // 0 is text, g reasoning, 3 an error, d the end
    }
}
//+ next-line
