MINUTES = 60


def per_hour(minutes):
    return minutes / MINUTES
