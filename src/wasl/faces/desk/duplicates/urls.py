"""The addresses of pairs to be told apart, and of merges."""

from django.urls import path

from wasl.faces.desk.duplicates import merging, pairs

_PAIR = "people/duplicates/<uuid:pair>/"

urlpatterns = [
    path("people/duplicates/", pairs.duplicates, name="duplicates"),
    path("people/duplicates/search/", pairs.search_all, name="duplicates_search"),
    path("people/duplicates/noticed/", pairs.noticed, name="duplicates_noticed"),
    path("people/duplicates/same/", pairs.pointed_out, name="duplicates_point_out"),
    path("people/duplicates/merged/", merging.merges, name="merges"),
    path("people/duplicates/merged/<uuid:merge>/", merging.undo, name="merge_undo"),
    path(_PAIR, pairs.pair, name="pair"),
    path(_PAIR + "different/", pairs.different, name="pair_different"),
    path(_PAIR + "merge/", merging.merge, name="pair_merge"),
]
