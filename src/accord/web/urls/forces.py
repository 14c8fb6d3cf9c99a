"""Units and systems; each viewer sees what is released to it."""

from accord.web.routes import Door, page
from accord.web.views import forces

urlpatterns = [
    page("forces/", forces.forces, "forces", Door.OPEN),
    page("forces/<uuid:uuid>/", forces.element, "element", Door.OPEN),
]
