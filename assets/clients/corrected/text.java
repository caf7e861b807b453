
// the body is the text itself
private void read(BufferedReader reader) throws IOException {
    char[] buffer = new char[8192];
    for (int size = reader.read(buffer); size >= 0; size = reader.read(buffer)) {
        onText.accept(text.append(buffer, 0, size).toString());
    }
}
