"""Tests of the whole house. Properties are judged by what comes out, never by how long a busy machine took."""

from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
