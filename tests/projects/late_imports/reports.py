def line(text):
    return f"- {text}"
