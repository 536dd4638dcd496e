from factory import build_flow

ITEMS = ["x", "y"]

flow = build_flow("-".join(ITEMS), ITEMS)
