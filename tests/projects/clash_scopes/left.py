value = "left"
count = 100
KEY = "k"


class Point:
    x = 0
