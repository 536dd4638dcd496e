"""What is left."""

amount = 3


def check():
    if amount < 0:
        raise ValueError(f"{amount} is too little")  # fails: low


def change(by):
    global amount
    amount += by
    check()  # fails: change
