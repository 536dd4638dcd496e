from prefect import Flow


class CompanyFlow(Flow):
    """A flow of the company's."""
