"""Felt landscapes: deterministic drawn pictures for pages that have no photograph."""

from .render import render_svg
from .scene import Scene, SceneError, load_scene, scene_names

__all__ = ["Scene", "SceneError", "load_scene", "render_svg", "scene_names"]
