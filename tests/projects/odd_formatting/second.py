"""Has the same names."""
from prefect import (  # both
    task,  # the decorator
)

name = ("second"
        # between
        " module")
größe = {
    "größe": 1, "naïve": 2}


def helper (x) :
  """Two blanks."""

  # comment ü name

  return ( name
           + x )


class größer(object) :
    name = 'é' ; text = name + name

    def helper(self): return helper(self.name), name, self.text


@task(
    name = 'second measure',

)

def measure(x, text='ñ'):

    ß = x


    ß += f'é {name} ü {helper("ñ")}'; return helper(ß), größe["größe"], größer().helper(), text  # ñ


# the end of the module
