"""Stepping into the demonstration's people."""

from accord.web.routes import Door, page
from accord.web.views import demonstration

urlpatterns = [page("demonstration/step/", demonstration.step, "step", Door.OPEN)]
