import os

HERE = os.path.basename("folder/settings")


def show():
    print(HERE)
