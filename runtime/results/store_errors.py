"""What a plain Result can't do."""

RESULT_ADVICE = (
    "Not implemented on the base Result class - if you are seeing this error you might "
    "be trying to use features that require choosing a Result subclass; see "
    "https://docs.prefect.io/core/concepts/results.html"
)


class ResultNotImplementedError(NotImplementedError):
    """This kind of result cannot do that."""
