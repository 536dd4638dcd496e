_client = None
_made = 0


class Client:
    def __init__(self, number):
        self.number = number


def client():
    global _client, _made
    if _client is None:
        _made = _made + 1
        _client = Client(_made)
    return _client


def reset():
    global _client
    _client = None
