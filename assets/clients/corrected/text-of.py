

def at(value, *path):
    """value[…][…]…, or None where something on the way is missing."""
    for step in path:
        try:
            value = value[step]
        except (IndexError, KeyError, TypeError):
            return None
    return value

#? parts
def join(parts): #? parts
    """The texts of parts; a part that is marked thought is none.""" #? parts
    return "".join(part.get("text", "") for part in parts or [] if not part.get("thought")) #? parts


def text_of(data):
    # TO FILL IN: where a piece of the text stands in a record. #? to-fill-in
    return __TEXT__

