from prefect import Flow, Parameter, case, tags, task
from prefect.tasks.control_flow import ifelse, merge, switch

DEBUG = False


@task
def kind_of(number):
    return "even" if number % 2 == 0 else "odd"


@task
def is_large(number):
    return number > 100


@task
def even():
    return "an even number"


@task
def odd():
    return "an odd number"


@task
def shown(text):
    print(text)
    return text


with Flow("branches") as flow:
    number = Parameter("number", default=7)
    kind = kind_of(number)
    left, right = even(), odd()
    switch(kind, {"even": left, "odd": right})
    text = merge(left, right)
    with case(is_large(number), True):
        shown(text)
    with case(is_large(number), False):
        with tags("small"):
            shown(text)
        with case(kind, "odd"):
            shown("small and odd")
    ifelse(is_large(number), shown("large"), shown("small"))
    if DEBUG:
        shown(kind)
    else:
        shown("no debugging")
    try:
        import a_module_that_is_not_there
    except ImportError:
        shown("not there")
