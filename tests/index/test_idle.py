"""Idle processor threads sleep, where the user does not want it otherwise."""

import os

from index.idle import LEAST, SPINNING, let_idle_threads_sleep


def test_idle_threads_sleep_at_once(monkeypatch):
    monkeypatch.delenv(SPINNING)  # importing the package has set it
    let_idle_threads_sleep()
    assert os.environ[SPINNING] == LEAST


def test_the_users_setting_counts(monkeypatch):
    monkeypatch.setenv(SPINNING, "20")
    let_idle_threads_sleep()
    assert os.environ[SPINNING] == "20"
