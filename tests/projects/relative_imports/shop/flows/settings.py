ORDERS = [{"cents": 250, "name": "tea"}, {"cents": 990, "name": "green apples"}]


def unused():
    return ORDERS[:1]
