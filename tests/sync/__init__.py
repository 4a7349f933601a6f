"""Tests of one sync: push, replies, pull."""
