import os

STAGE = os.environ.get("STAGE_OF_THE_FLOW", "prod")
DEV = STAGE == "dev"
