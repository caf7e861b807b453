#+ lines
