"""Addresses of the pages: one module per subject, one line per page, with who may open it."""

from accord.web.urls import analyse, components, demonstration, home

urlpatterns = [*home.urlpatterns, *components.urlpatterns, *analyse.urlpatterns, *demonstration.urlpatterns]
