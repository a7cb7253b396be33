"""Names of diagnoses that schools hear most, to choose from while writing. Another name may be written as well."""

from __future__ import annotations

COMMON_DIAGNOSES = (
    "Attention deficit hyperactivity disorder (ADHD)",
    "Auditory processing disorder",
    "Autism",
    "Cerebral palsy",
    "Developmental coordination disorder (dyspraxia)",
    "Developmental language disorder (DLD)",
    "Down syndrome",
    "Dyscalculia",
    "Dyslexia",
    "Epilepsy",
    "Fetal alcohol spectrum disorder (FASD)",
    "Fragile X syndrome",
    "Generalised anxiety disorder",
    "Global developmental delay",
    "Hearing loss",
    "Hypermobility spectrum disorder",
    "Learning disability",
    "Selective mutism",
    "Speech sound disorder",
    "Stammering",
    "Tourette syndrome",
    "Vision impairment",
)
"""In the order of the alphabet; none of them is a census need type because it stands here."""
