from common.base import Flaky, Multiply

double = Multiply(2, name="double", tags=["maths"])
flaky = Flaky(name="flaky one")
