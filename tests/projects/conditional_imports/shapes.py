class Shape:
    sides = 4
