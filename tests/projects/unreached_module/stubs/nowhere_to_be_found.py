def figure():
    return "figure"
