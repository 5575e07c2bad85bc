"""`doc-bai-viet say`: an article to a file, in this process, without a server."""

from typing import BinaryIO, TextIO

import click

from reader.cli.reading import article_of, rack_here, recording_of, voice_of
from reader.recording import Recording
from reader.state import heard
from reader.timing import PartTiming, engines, timeline
from reader.voices import AUTO
from reader.web.vtt import cues
from workers.engines.rack import Rack
from workers.speaking import Spoken, speak_part


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option(
    "-o",
    "--output",
    type=click.File("wb", atomic=True),
    required=True,
    metavar="OUT.mp3",
    help="Where the sound goes; - is standard output.",
)
@click.option(
    "--voice",
    default=AUTO,
    show_default=True,
    metavar="ID",
    help="Who reads; `doc-bai-viet voices` lists them.",
)
@click.option(
    "--vtt",
    type=click.File("w", encoding="utf-8", atomic=True),
    metavar="OUT.vtt",
    help="Where subtitles go, one cue a sentence.",
)
def say(file: BinaryIO, output: BinaryIO, voice: str, vtt: TextIO | None) -> None:
    """Read a text FILE aloud into an MP3 file, here.

    FILE is plain UTF-8 text: the title first, then a block a line. Without FILE, or as -, it is
    standard input.
    """
    rack = rack_here()
    recording = recording_of(article_of(file), voice_of(rack, voice))
    spoken = _spoken(recording, rack)
    output.writelines(part.audio for part in spoken)
    timings = [part.timing for part in spoken]
    if vtt is not None:
        vtt.write(cues(heard(recording, timeline(recording.counts, timings))))
    click.echo(_summary(recording, timings), err=True)


def _spoken(recording: Recording, rack: Rack) -> list[Spoken]:
    """Every part, under a progress bar that counts lines."""
    lines = range(sum(recording.counts))
    with click.progressbar(lines, label="Reading", file=click.get_text_stream("stderr")) as bar:
        return [
            speak_part(recording.lines(part), recording.voice, rack, lambda: bar.update(1))
            for part in recording.parts
        ]


def _summary(recording: Recording, timings: list[PartTiming]) -> str:
    minutes, seconds = divmod(round(sum(timing.seconds for timing in timings)), 60)
    by = ", ".join(engines(timings))
    sentences = len(recording.sentences)
    return f"{minutes}:{seconds:02}, {sentences} sentences, {recording.voice.id} by {by}"
