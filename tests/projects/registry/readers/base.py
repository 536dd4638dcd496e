READERS = {}
ORDER = []


def reader(suffix):
    def register(function):
        READERS[suffix] = function
        ORDER.append(suffix)
        return function

    return register


def reader_for(name):
    return READERS[name.rpartition(".")[2]]
