for data in events(lines(pieces(response.iter_bytes(), on_error))): #? sse
for value in records(pieces(response.iter_bytes(), on_error)): #? records
for line in lines(pieces(response.iter_bytes(), on_error)): #? line-prefixed
for piece in pieces(response.iter_bytes(), on_error): #? text
    text += piece #? text
    yield text #? text
    if not line.startswith("0:"):  # 0 is text, g reasoning, 3 an error, d the end #? line-prefixed
        continue #? line-prefixed
    if data.strip() == "[DONE]":  # no JSON: it says that the reply is whole #? sse
        break #? sse
    text += data #? raw
    yield text #? raw
    try: #? parse
        value = json.loads(line[2:]) #? line-prefixed
        value = json.loads(data) #? sse-json
    except ValueError: #? parse
        continue  # a keep-alive, or half a record where the reply broke off #? parse
    if error := __ERROR__: #? errors
        on_error(str(error))  # the status is 200 by then: an error can only come as data #? errors
    piece = text_of(value) #? json
    if isinstance(piece, str) and piece: #? delta
        text += piece #? delta
        yield text #? delta
    if isinstance(piece, str) and piece != text: #? cumulative
        text = piece  # each record repeats the whole text so far #? cumulative
        yield text #? cumulative
