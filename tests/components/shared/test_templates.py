from dashboard.components.shared.templates import compile_templates, environment


def test_no_template_waits_for_its_first_reader():
    compile_templates()
    compiled = {name for _, name in environment().cache}
    assert compiled == set(environment().list_templates())
    assert "nearby/results.html.j2" in compiled
