
// null at the end, also where the connection breaks: the text that came before stays.
private String nextLine(BufferedReader reader) {
    try {
        return reader.readLine();
    } catch (IOException error) {
        onError.accept("The reply broke off: " + error.getMessage());
        return null;
    }
}
