//! A page about a place that does not exist.

/// A page with a menu, an article, entities, and things that are not shown.
pub(crate) const PAGE: &str = r#"<!DOCTYPE html>
<html lang="es"><head>
<title>Altamira compra 40 c&aacute;maras | Gaceta de Altamira</title>
<meta property="article:published_time" content="2031-05-03T09:00:00Z">
<style>.x { color: red }</style><script>var secret = "no words here";</script>
</head><body>
<nav><ul><li><a href="/">Inicio</a></li><li><a href="/c">Contrato</a></li></ul></nav>
<div style="display: none">This is hidden and must not be read by anyone at all.</div>
<article>
<h2>Contrato</h2>
<p>El municipio de Altamira firm&oacute; un contrato con <b>Visi&oacute;n Clara, S.A.</b> por
1.250.000&nbsp;pesos para instalar 40 c&aacute;maras de reconocimiento facial en la estaci&oacute;n
central &#8212; seg&uacute;n el acta publicada, el plazo es de dos a&ntilde;os.</p>
<p>La alcald&iacute;a dijo que el sistema acierta en el 99&nbsp;% de los casos, pero no mostr&oacute;
prueba alguna; la Contralor&iacute;a &amp; el Concejo pidieron el informe t&eacute;cnico y no lo
recibieron en el plazo que marca la ley de transparencia del estado.</p>
<p hidden>Otra frase escondida que nadie ve en la pantalla de su navegador.</p>
<p>El contrato prev&eacute; una ampliaci&oacute;n a 120 c&aacute;maras en 2033, sujeta a que el Concejo
apruebe el presupuesto, y obliga a la empresa a entregar cada a&ntilde;o un informe de errores.</p>
</article>
<footer><p>Gaceta de Altamira, peri&oacute;dico imaginario</p></footer>
</body></html>
"#;
