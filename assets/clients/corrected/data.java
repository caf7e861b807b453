
private boolean done; //? sse
//? sse
private void onData(String data) {
    if (data.strip().equals("[DONE]")) done = true; // no JSON: it says that the reply is whole //? sse
    if (done) return; //? sse
    onText.accept(text.append(data).toString()); //? raw
    Object value; //? json
    try { //? json
        value = Json.parse(data); //? json
    } catch (RuntimeException error) { //? json
        return; // a keep-alive, or half a record where the reply broke off //? json
    } //? json
    Object error = __ERROR__; //? errors
    // the status is 200 by then: an error can only come as data //? errors
    if (error != null && !error.equals("")) onError.accept(error.toString()); //? errors
    Object piece = textOf(value); //? json
    if (piece instanceof String whole) { // each record repeats the whole text so far //? cumulative
        text.setLength(0); //? cumulative
        onText.accept(text.append(whole).toString()); //? cumulative
    } //? cumulative
    if (piece instanceof String more && !more.isEmpty()) onText.accept(text.append(more).toString()); //? delta
}
