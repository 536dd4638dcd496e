from __future__ import annotations


def area(shape: Shape) -> float:
    return shape.side**2


class Shape:
    side = 1


class Square(Shape):
    side = 3
