"""The analysis pages."""

from accord.web.routes import Door, page
from accord.web.views import analyse

urlpatterns = [
    page("analyse/", analyse.matrix, "analyse", Door.OPEN),
    page("analyse/<str:a>/<str:b>/", analyse.pair, "pair", Door.OPEN),
    page("analyse/<str:a>/<str:b>/units/", analyse.pair_units, "pair_units", Door.OPEN),
    page("analyse/<str:a>/<str:b>/<str:interaction>/", analyse.explanation, "explanation", Door.OPEN),
]
