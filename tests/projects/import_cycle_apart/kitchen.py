import menu


def cook(name):
    return f"{name} for {menu.DISHES[name]}, dish {menu.sold}"
