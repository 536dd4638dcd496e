from .numbers import inc, total
