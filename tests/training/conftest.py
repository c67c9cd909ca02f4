"""What the stories of training begin with."""

import pytest

from tests.training.scene import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()
