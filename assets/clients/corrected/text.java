
// The body is the text itself.
private void read(BufferedReader reader) {
    char[] buffer = new char[8192];
    try {
        for (int size = reader.read(buffer); size >= 0; size = reader.read(buffer)) {
            onText.accept(text.append(buffer, 0, size).toString());
        }
    } catch (IOException error) {
        onError.accept("The reply broke off: " + error.getMessage()); // the text that came before stays
    }
}
