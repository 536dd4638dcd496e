from prefect import Flow

from steps import plot_all, rows

with Flow("no plots") as flow:
    rows()

if __name__ == "__main__":
    plot_all()
    flow.register()
