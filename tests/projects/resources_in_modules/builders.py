from prefect import apply_map

from connections import query, shout


def loud(text, connection):
    return shout(query(connection, text))


def all_loud(texts, connection):
    return apply_map(loud, texts, connection=connection)
