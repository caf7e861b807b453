#+ lines

def events(lines):
    """Server-sent events: an event is its lines "data: …" and an empty line."""
    data, name = [], "" #? event
    data = [] #? !event
    for line in lines:
        if line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))  # the blank may be missing
        elif line.startswith("event:"): #? event
            name = line[6:].strip() #? event
        elif not line:
            if data: #? !event
            wanted = __EVENT__ #? event
            if data and wanted: #? event
                yield "\n".join(data)
            data, name = [], "" #? event
            data = [] #? !event
        # all else holds no text: comments (": keep-alive"), id:, retry: #? event
        # all else holds no text: comments (": keep-alive"), event:, id:, retry: #? !event
    if data:  # the last event may lack its empty line #? !event
    wanted = __EVENT__ #? event
    if data and wanted:  # the last event may lack its empty line #? event
        yield "\n".join(data)

