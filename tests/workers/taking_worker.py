"""A worker that only takes: `python -m celery -A tests.workers.taking_worker worker`."""

import os

from tests.workers.taking import Taking
from workers.app import create_app

broker = os.environ["READER_BROKER_URL"]
taking = Taking(os.environ["READER_REDIS_URL"], broker)
app = create_app(broker, lambda: taking, lambda: None)
