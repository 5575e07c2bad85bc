"""Jobs of several articles, and what stands for making their parts."""

from redis import Redis

from reader.broker import Broker
from reader.jobs import Job

TAKEN = "test:taken"
"""The Redis list of the parts that were taken, in order."""

AHEAD = [Job("r", f"ahead {n}", n, ahead=True) for n in range(200)]
PRESSED = [Job("r", f"part {n}", n) for n in range(1, 4)]
IN_THE_MIDDLE = [Job("r", f"late {n}", n) for n in range(1, 4)]
LONG = [Job("long", f"long {n}", n) for n in range(1, 150)]
SHORT = [Job("short", f"short {n}", n) for n in range(1, 10)]

MIDDLE = 100
FIRST = len([*AHEAD, *PRESSED, *IN_THE_MIDDLE])
ALL = FIRST + len([*LONG, *SHORT])


class Taking:
    """Writes down which parts were asked for, and makes none.

    At the hundredth somebody presses; when all is done, a long article and then a short one come.
    """

    def __init__(self, url: str, broker: str) -> None:
        self.redis = Redis.from_url(url)
        self.broker = Broker(broker)

    def synthesise(self, job: Job) -> None:
        taken = self.redis.rpush(TAKEN, job.part)
        if taken == MIDDLE:
            self.broker.send(IN_THE_MIDDLE)
        if taken == FIRST:
            self.broker.send(LONG)
            self.broker.send(SHORT)
