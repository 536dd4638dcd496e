import ingest.parts

STEP = 3
