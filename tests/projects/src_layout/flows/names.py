TABLE = {"id": 1, "age": 2}
