import datetime

from prefect import Flow, task


@task
def one():
    return 1


with Flow("entry main") as flow:
    one()


def start():
    from prefect.schedules import IntervalSchedule
    from datetime import timedelta as delta

    print("starting")
    minutes = 5
    interval = delta(minutes=minutes)
    flow.schedule = IntervalSchedule(datetime.datetime(2030, 1, 1), interval)
    state = flow.run()
    print(state)


def main():
    start()


if __name__ == "__main__":
    main()
