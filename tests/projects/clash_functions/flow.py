from prefect import Flow

import orders
import users
from users import load
from orders import load as load_orders

with Flow("clash") as flow:
    load(["B", "A"])
    load_orders(["B", "A"])
    users.load([users.TABLE])
    orders.load.map([["d"], ["c", "b"]])
    orders.fail(["z", "y"])
